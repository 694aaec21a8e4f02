/** Writes the JSON Schema of flightveil.yaml beside this file, for editors. Run with `npm run generate`. */
import { syncSchema } from '../config-schema.ts';

/** The generated files by name. */
export function generate(): Record<string, string> {
  return { 'sync.schema.json': `${JSON.stringify(syncSchema(), undefined, 2)}\n` };
}
