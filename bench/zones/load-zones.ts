import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endingOf } from '../product.ts';

/** The modules under measurement, of the folder given; see {@link loadProduct}. */
export async function loadZones(folder: string) {
  const load = (path: string): Promise<unknown> =>
    import(pathToFileURL(join(resolve(folder), path + endingOf(folder))).href);
  return {
    ...((await load('zones/zone-index')) as typeof import('../../src/zones/zone-index.ts')),
    ...((await load('zones/zone-watch')) as typeof import('../../src/zones/zone-watch.ts')),
  };
}

export type Zones = Awaited<ReturnType<typeof loadZones>>;

export const madeSource = { name: 'made', version: '00' };
