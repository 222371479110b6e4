type GivenLocation = Readonly<Record<string, unknown>>;

/** The longest PIDF-LO that is read, and the longest body. */
const [pidfBytes, bodyBytes] = [24 * 1024, 128 * 1024];

const namespaces =
  'xmlns="urn:ietf:params:xml:ns:pidf" xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10" xmlns:gml="http://www.opengis.net/gml" ' +
  'xmlns:gs="http://www.opengis.net/pidflo/1.0" xmlns:ca="urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr"';

const presence = (inner: string): string => `<presence ${namespaces} entity="sip:a@a.example">${inner}</presence>`;

const locationInfo = (inner: string): string =>
  `<tuple id="a"><status><gp:geopriv><gp:location-info>${inner}</gp:location-info></gp:geopriv></status></tuple>`;

/** As many copies as the longest text has room for. */
function filled(bytes: number, wrap: (inner: string) => string, piece: (i: number) => string): string {
  let inner = "";
  for (let i = 0; wrap(inner + piece(i)).length <= bytes; i++) inner += piece(i);
  return wrap(inner);
}

const circle = (lat: number, lon: number, metres: number): string =>
  `<gs:Circle><gml:pos>${lat} ${lon}</gml:pos><gs:radius>${metres}</gs:radius></gs:Circle>`;

const polygon = (positions: string): string =>
  `<gml:Polygon><gml:exterior><gml:LinearRing>${positions}</gml:LinearRing></gml:exterior></gml:Polygon>`;

/** The corners of a star whose rays reach over many areas. */
const star = (corners: number, degrees: number): string =>
  Array.from({ length: corners + 1 }, (_, i) => {
    const angle = (2 * Math.PI * (i % corners)) / corners;
    const reach = i % 2 === 0 || i === corners ? degrees : degrees / 20;
    return `<gml:pos>${(37 + reach * Math.sin(angle)).toFixed(4)} ${(-96 + reach * Math.cos(angle)).toFixed(4)}</gml:pos>`;
  }).join("");

const part = (text: string, i: number): string =>
  `--b\r\nContent-Type: application/pidf+xml\r\nContent-ID: <p${i}@a.example>\r\n\r\n${text}\r\n`;

const invite = (parts: readonly string[]): GivenLocation => ({
  contentType: "multipart/mixed;boundary=b",
  geolocation: parts.map((_, i) => `<cid:p${i}@a.example>`),
  body: `${parts.map(part).join("")}--b--`,
});

const pidfOf = (piece: (i: number) => string): GivenLocation => ({ pidf: filled(pidfBytes, presence, piece) });

/** Locations that take longest to read and to find, each within the bounds of what is read at all. */
export const hostileLocations: ReadonlyMap<string, GivenLocation> = new Map<string, GivenLocation>([
  ["circles of 90 km, as many as fit", pidfOf((i) => locationInfo(circle(30 + (i % 15), -120 + i / 2, 90_000)))],
  ["circles of 900 km, as many as fit", pidfOf((i) => locationInfo(circle(30 + (i % 15), -120 + i / 2, 900_000)))],
  ["a circle around the world", { pidf: presence(locationInfo(circle(37, -96, 2e7))) }],
  ["a star of 200 corners", { pidf: presence(locationInfo(polygon(star(200, 12)))) }],
  ["a star of as many corners as fit", { pidf: presence(locationInfo(polygon(star(600, 12)))) }],
  [
    "a list of 2,900 corners",
    {
      pidf: presence(
        locationInfo(
          polygon(
            `<gml:posList>${Array.from({ length: 2_900 }, (_, i) => `${30 + (i % 9)} -9${i % 7}`).join(" ")} 30 -90</gml:posList>`,
          ),
        ),
      ),
    },
  ],
  [
    "five PIDF-LO parts, each a star",
    invite(Array.from({ length: 5 }, () => presence(locationInfo(polygon(star(200, 12)))))),
  ],
  [
    "five PIDF-LO parts of 24 KiB, none of use, and five more",
    invite(
      Array.from({ length: 10 }, () =>
        filled(bodyBytes / 10 - 200, presence, (i) => locationInfo(`<gs:Circle><gml:pos>${i} x</gml:pos></gs:Circle>`)),
      ),
    ),
  ],
  ["elements without end tags", { pidf: `<presence ${namespaces}>${"<a>".repeat(8_000)}` }],
  ["attributes", { pidf: presence(`<a ${Array.from({ length: 2_000 }, (_, i) => `b${i}="c"`).join(" ")}/>`) }],
  ["namespaces within namespaces", pidfOf(() => '<a xmlns:b="c" xmlns:d="e"/>')],
  [
    "character references",
    { pidf: presence(locationInfo(`<gs:Circle><gml:pos>${"&#49;".repeat(4_000)}</gml:pos></gs:Circle>`)) },
  ],
  [
    "addresses, as many as fit",
    pidfOf((i) => locationInfo(`<ca:civicAddress><ca:country>US</ca:country><ca:A1>${i}</ca:A1></ca:civicAddress>`)),
  ],
  [
    "an address of long names",
    { civic: Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`A${i}`, "x".repeat(256)])) },
  ],
  ["a body of delimiters", { contentType: "multipart/mixed;boundary=b", body: "--b\r\n".repeat(bodyBytes / 5) }],
  ["a body of empty lines", { contentType: "multipart/mixed", body: "\n".repeat(bodyBytes) }],
  [
    "a body of header fields",
    { contentType: "multipart/mixed;boundary=b", body: `--b\r\n${"a: b\r\n".repeat(bodyBytes / 6)}--b--` },
  ],
  [
    "a body of quoted octets",
    {
      contentType: "multipart/mixed;boundary=b",
      body: `--b\r\ncontent-transfer-encoding: quoted-printable\r\n\r\n${"=3C".repeat(bodyBytes / 3 - 100)}\r\n--b--`,
    },
  ],
  [
    "parts within parts",
    {
      contentType: "multipart/mixed;boundary=b",
      body: "--b\r\ncontent-type: multipart/mixed;boundary=b\r\n\r\n".repeat(bodyBytes / 48),
    },
  ],
  [
    "Geolocation values of 8 KB",
    { geolocation: Array.from({ length: 20 }, () => "<cid:a>,".repeat(1_000)), body: "a" },
  ],
  [
    "a Geolocation value of brackets",
    { geolocation: Array.from({ length: 20 }, () => "<".repeat(8_000)), body: "<".repeat(bodyBytes) },
  ],
  ["text that resembles a presence", { body: "<presence".repeat(bodyBytes / 9) }],
]);
