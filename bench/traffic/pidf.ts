const address = {
  A1: "WA",
  A2: "King",
  A3: "Redmond",
  PRD: "NE",
  RD: "163rd",
  STS: "Ave",
  HNO: "3910",
  FLR: "2",
  ROOM: "2112",
  NAM: "+14255550100",
  PC: "98052",
};

/** A PIDF-LO as Teams sends one for an office, of 1.5 KB: an address in that country, and a circle. */
export const pidfWithAddress = (country: string): string => `<?xml version="1.0" encoding="utf-8"?>
<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10"
  xmlns:bp="urn:ietf:params:xml:ns:pidf:geopriv10:basicPolicy" xmlns:gml="http://www.opengis.net/gml"
  xmlns:ca="urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr" xmlns:gs="http://www.opengis.net/pidflo/1.0"
  entity="sip:+14255550100@contoso.example">
  <tuple id="0">
    <status>
      <gp:geopriv>
        <gp:location-info>
          <ca:civicAddress xml:lang="en">
${Object.entries({ country, ...address })
  .map(([name, text]) => `            <ca:${name}>${text}</ca:${name}>`)
  .join("\n")}
          </ca:civicAddress>
          <gs:Circle srsName="urn:ogc:def:crs:EPSG::4326">
            <gml:pos>47.6400000000 -122.1300000000</gml:pos>
            <gs:radius uom="urn:ogc:def:uom:EPSG::9001">35</gs:radius>
          </gs:Circle>
        </gp:location-info>
        <gp:usage-rules>
          <bp:retransmission-allowed>true</bp:retransmission-allowed>
        </gp:usage-rules>
        <gp:method>LIS</gp:method>
      </gp:geopriv>
    </status>
    <timestamp>2026-11-28T20:00:00.000Z</timestamp>
  </tuple>
</presence>
`;
