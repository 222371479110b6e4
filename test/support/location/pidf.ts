/** Documents as RFC 4119, 5139 and 5491 shape them, and bodies as RFC 6442 and Teams send them. All of it is made up. */
export const namespaces =
  'xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" ' +
  'xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10" xmlns:ca="urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr" ' +
  'xmlns:gml="http://www.opengis.net/gml" xmlns:gs="http://www.opengis.net/pidflo/1.0"';

export type LocationParts = { readonly method?: string; readonly timestamp?: string };

/** A tuple with one location. */
export const tuple = (location: string, { method, timestamp }: LocationParts = {}): string =>
  `<tuple id="t1"><status><gp:geopriv><gp:location-info>${location}</gp:location-info>
   <gp:usage-rules><gp:retransmission-allowed>yes</gp:retransmission-allowed></gp:usage-rules>
   ${method === undefined ? "" : `<gp:method>${method}</gp:method>`}</gp:geopriv></status>
   ${timestamp === undefined ? "" : `<timestamp>${timestamp}</timestamp>`}</tuple>`;

export const device = (location: string, { method, timestamp }: LocationParts = {}): string =>
  `<dm:device id="d1"><gp:geopriv><gp:location-info>${location}</gp:location-info><gp:usage-rules/>
   ${method === undefined ? "" : `<gp:method>${method}</gp:method>`}</gp:geopriv><dm:deviceID>mac:00173f0b6e11</dm:deviceID>
   ${timestamp === undefined ? "" : `<dm:timestamp>${timestamp}</dm:timestamp>`}</dm:device>`;

export const person = (location: string): string =>
  `<dm:person id="p1"><gp:geopriv><gp:location-info>${location}</gp:location-info><gp:usage-rules/></gp:geopriv></dm:person>`;

export const presence = (...parts: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<presence ${namespaces} entity="pres:caller@example.org">\n${parts.join("\n")}\n</presence>`;

/** A document with one location in a tuple. */
export const pidf = (location: string, parts: LocationParts = {}): string => presence(tuple(location, parts));

export const wgs84 = "urn:ogc:def:crs:EPSG::4326";
export const wgs84In3d = "urn:ogc:def:crs:EPSG::4979";

export const point = (position: string, srsName: string | null = wgs84): string =>
  `<gml:Point${srsName === null ? "" : ` srsName="${srsName}"`}><gml:pos>${position}</gml:pos></gml:Point>`;

const metres = 'uom="urn:ogc:def:uom:EPSG::9001"';
const inDegrees = 'uom="urn:ogc:def:uom:EPSG::9102"';

export const circle = (position: string, radius: string): string =>
  `<gs:Circle srsName="${wgs84}"><gml:pos>${position}</gml:pos><gs:radius ${metres}>${radius}</gs:radius></gs:Circle>`;

export const ellipse = (position: string, [major, minor, orientation]: readonly [string, string, string]): string =>
  `<gs:Ellipse srsName="${wgs84}"><gml:pos>${position}</gml:pos><gs:semiMajorAxis ${metres}>${major}</gs:semiMajorAxis>
   <gs:semiMinorAxis ${metres}>${minor}</gs:semiMinorAxis><gs:orientation ${inDegrees}>${orientation}</gs:orientation></gs:Ellipse>`;

export const arcBand = (position: string, [inner, outer, start, opening]: readonly [string, string, string, string]) =>
  `<gs:ArcBand srsName="${wgs84}"><gml:pos>${position}</gml:pos><gs:innerRadius ${metres}>${inner}</gs:innerRadius>
   <gs:outerRadius ${metres}>${outer}</gs:outerRadius><gs:startAngle ${inDegrees}>${start}</gs:startAngle>
   <gs:openingAngle ${inDegrees}>${opening}</gs:openingAngle></gs:ArcBand>`;

export const polygon = (positions: readonly string[], srsName: string | null = wgs84): string =>
  `<gml:Polygon${srsName === null ? "" : ` srsName="${srsName}"`}><gml:exterior><gml:LinearRing>
   ${positions.map((position) => `<gml:pos>${position}</gml:pos>`).join("\n")}</gml:LinearRing></gml:exterior></gml:Polygon>`;

export const civic = (elements: Readonly<Record<string, string>>): string =>
  `<ca:civicAddress xml:lang="en">${Object.entries(elements)
    .map(([name, text]) => `<ca:${name}>${text}</ca:${name}>`)
    .join("\n")}</ca:civicAddress>`;

/** What Teams sends for an office: address, point and a method of its own (documented for Direct Routing). */
export const teamsPidf = (location: string, method = "LIS"): string =>
  `<?xml version="1.0" encoding="utf-8"?><presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10" ` +
  `xmlns:bp="urn:ietf:params:xml:ns:pidf:geopriv10:basicPolicy" xmlns:ca="urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr" ` +
  `xmlns:gml="http://www.opengis.net/gml" entity="sip:+14255550100@contoso.example"><tuple id="0"><status><gp:geopriv>` +
  `<gp:location-info>${location}</gp:location-info><gp:usage-rules><bp:retransmission-allowed>true</bp:retransmission-allowed>` +
  `</gp:usage-rules><gp:method>${method}</gp:method></gp:geopriv></status><timestamp>2026-11-28T20:00:00.000Z</timestamp></tuple></presence>`;

export const teamsOffice = teamsPidf(
  `${civic({
    country: "US",
    A1: "WA",
    A2: "KING",
    A3: "REDMOND",
    RD: "163RD",
    STS: "AVE",
    POD: "NE",
    HNO: "3910",
    LOC: "ROOM 12",
    NAM: "1425555012",
    PC: "98052",
  })}${point("47.64 -122.13")}`,
);

export const sdp = [
  "v=0",
  "o=- 0 0 IN IP4 192.0.2.1",
  "s=-",
  "c=IN IP4 192.0.2.1",
  "t=0 0",
  "m=audio 30684 RTP/AVP 8",
].join("\r\n");

export type Part = { readonly headers: readonly string[]; readonly text: string };

/** A multipart body with CRLF line ends. */
export const multipart = (boundary: string, parts: readonly Part[]): string =>
  `${parts.map(({ headers, text }) => `--${boundary}\r\n${headers.join("\r\n")}\r\n\r\n${text}\r\n`).join("")}--${boundary}--\r\n`;

export const sdpPart: Part = { headers: ["Content-Type: application/sdp"], text: sdp };

export const pidfPart = (text: string, id = "target@example.org"): Part => ({
  headers: ["Content-Type: application/pidf+xml", `Content-ID: <${id}>`],
  text,
});
