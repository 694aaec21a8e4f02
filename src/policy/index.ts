/** Who may learn what, for which purpose, on which ground. Neutral: no Node built-ins, and nothing is asked of a server. */
export { builtInPolicy } from './built-in.ts';
export {
  type Circumstances,
  type Decision,
  decide,
  type EarlierRelease,
  localPolicy,
  type Policy,
  type Request,
  type Rule,
} from './decide.ts';
export type { Duty } from './duties.ts';
export { jurisdictionsOfTrack } from './flight-place.ts';
export { type Jurisdiction, jurisdictionNames, jurisdictions, jurisdictionsOfCode } from './jurisdictions.ts';
export { matrixMarkdown } from './matrix.ts';
export { policySchema, readPolicyFile } from './policy-file.ts';
export type { ProjectedField, Projection } from './projection.ts';
export type { Purpose, PurposeKind } from './purpose.ts';
export { purposes } from './purposes.ts';
export { type Recipient, recipients } from './recipients.ts';
export type { FlightInQuestion, FlightTrack } from './scope.ts';
