import type { AreaGeometry, AreaPosition } from '../consent/grant.ts';
import { zonesOfGeoJson } from '../geo/geojson.ts';
import { usage } from './consent-terms.ts';
import { readJson } from './zone-option.ts';

/**
 * The polygons of a GeoJSON file, as a grant keeps them: two coordinates a position.
 * @throws FlightveilError `usage` for what is no area, `input-unreadable` for a file that cannot be read
 */
export async function areasOf(path: string): Promise<readonly AreaGeometry[]> {
  const document = await readJson(path, () => usage('the file is no JSON', 'Name a GeoJSON file with polygons.'));
  // Says precisely what is wrong with a file; what it lets pass is GeoJSON.
  zonesOfGeoJson(document);
  return geometriesOf(document as Node).map(plain);
}

/** What of GeoJSON can hold polygons. */
interface Node {
  readonly type: string;
  readonly features?: readonly Node[];
  readonly geometry?: Node;
  readonly coordinates?: unknown;
}

function geometriesOf(node: Node): readonly Node[] {
  if (node.type === 'FeatureCollection') return node.features!.flatMap(geometriesOf);
  return node.type === 'Feature' ? [node.geometry!] : [node];
}

type Rings = readonly (readonly (readonly number[])[])[];

function plain({ type, coordinates }: Node): AreaGeometry {
  return type === 'Polygon'
    ? { type, coordinates: ringsOf(coordinates as Rings) }
    : { type: 'MultiPolygon', coordinates: (coordinates as readonly Rings[]).map(ringsOf) };
}

function ringsOf(rings: Rings): AreaPosition[][] {
  return rings.map((ring) =>
    ring.map(([longitude, latitude], index): AreaPosition => {
      const [before] = ring[Math.max(0, index - 1)]!;
      const step = Math.abs(longitude! - before!);
      // Read as a plane, such a ring would be all of the Earth but what was meant.
      if (Math.abs(longitude!) > 180 || (step > 180 && step < 360)) {
        throw usage('an area crosses the antimeridian', 'Cut it in two there (RFC 7946, section 3.1.9).');
      }
      return [longitude!, latitude!];
    }),
  );
}
