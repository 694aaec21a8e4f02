/** Writes the JSON Schema of policy files beside this file, for editors. Run with `npm run generate`. */
import { policySchema } from '../policy-file.ts';

/** The generated files by name. */
export function generate(): Record<string, string> {
  return { 'policy.schema.json': `${JSON.stringify(policySchema(), undefined, 2)}\n` };
}
