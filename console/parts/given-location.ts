/** Where a caller is, as somebody fills it in. `kind` says which of the others count. */
export type GivenLocation = {
  readonly kind: "" | "geo" | "civic" | "pidf";
  /** "48.8566, 2.3522": latitude first. */
  readonly point: string;
  /** In metres; empty if it is not known. */
  readonly radiusM: string;
  /** One element a line, such as "country FR". */
  readonly civic: string;
  readonly pidf: string;
};

export const noLocation: GivenLocation = { kind: "", point: "", radiusM: "", civic: "", pidf: "" };

type Read = { readonly location: Readonly<Record<string, unknown>> | null } | { readonly fault: string };

/** The location as the API takes it; null for none; or what is wrong with it, as text. */
export function readGivenLocation({ kind, point, radiusM, civic, pidf }: GivenLocation): Read {
  if (kind === "") return { location: null };
  if (kind === "pidf") return { location: { pidf } };
  return kind === "geo" ? readPoint(point, radiusM) : readCivic(civic);
}

function readPoint(point: string, radiusM: string): Read {
  const [lat, lon, ...more] = point
    .trim()
    .split(/[\s,;]+/)
    .map(Number);
  const isPoint =
    lat !== undefined && lon !== undefined && more.length === 0 && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  if (!isPoint) return { fault: "Write latitude and longitude, in degrees: 48.8566, 2.3522" };
  const radius = Number(radiusM);
  if (!(radius >= 0)) return { fault: "The radius is a number of metres." };
  return { location: { geo: { lat, lon, ...(radiusM.trim() === "" ? {} : { radiusM: radius }) } } };
}

function readCivic(text: string): Read {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const elements = lines.map((line) => /^([A-Za-z]+\d?)[\s:=]+(.+)$/.exec(line));
  const wrong = lines.find((_, index) => elements[index] === null);
  if (wrong !== undefined || lines.length === 0)
    return {
      fault: `Write one element a line, such as "country FR"${wrong === undefined ? "" : `; this is none: ${wrong}`}`,
    };
  return {
    location: { civic: Object.fromEntries(elements.map((element) => [element?.[1] ?? "", element?.[2] ?? ""])) },
  };
}
