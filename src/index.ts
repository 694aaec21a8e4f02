/**
 * Flightveil as a library, for Node, browsers, Electron and React Native: no Node built-ins. What works on files is in `flightveil/node`.
 */
export { createFilter, type Filter } from './filter/create-filter.ts';
/** @internal Parts of the loop for this project's own benchmarks and tests: they lend their buffers, and check nothing. */
export { createLoop } from './filter/create-loop.ts';
export { type Explanation, explain } from './filter/explain.ts';
export type { Draws, FilterOptions } from './filter/filter-options.ts';
export type { FormatOptions } from './filter/find-format.ts';
export type { UserZones } from './filter/hidden-places.ts';
export {
  type InspectedCategory,
  type InspectedField,
  type Inspection,
  type InspectOptions,
  inspect,
} from './filter/inspect.ts';
/** @internal */
export { FlightKeys } from './filter/keys.ts';
export { type PlaceMemory, TransientPlaces } from './filter/place-memory.ts';
export { type CutOptions, type LogCuts, planCuts } from './filter/plan-cuts.ts';
export type { CategoryReport, FilterReport, MessageReport } from './filter/report.ts';
export { type Finding, findResidue } from './filter/residue.ts';
/** @internal */
export { type FlightFacts, Survey } from './filter/survey.ts';
export { type ByteSource, type SurveyedLog, survey } from './filter/survey-source.ts';
export { allFormats, detectFormat } from './formats/index.ts';
export { type Dialect, extendedDialect, officialDialect } from './formats/mavlink/index.ts';
export { decodeRecords, encodeRecord } from './formats/record/codec.ts';
export type { FlightveilRecord } from './formats/record/gen/types.ts';
/** Messages and enumerations of records: `records.FlightRecord`, `records.FlightMode.position`. */
export * as records from './formats/record/gen/types.ts';
export { Polygon, type Zone } from './geo/zone.ts';
export { type CatalogTable, parseCatalogTable } from './model/catalog-table.ts';
export { type DataCategory, dataCategories, dimensionOf } from './model/category.ts';
export { type Dimension, type Disclosure, dimensions, type Step } from './model/disclosure.ts';
export { type ErrorCode, FlightveilError } from './model/errors.ts';
export type { CatalogRow, Format } from './model/format.ts';
export { type Decision, decide, localPolicy, type Policy, type Request, type Rule } from './policy/decide.ts';
export { type Level, levelMeanings, levelNames, levels } from './policy/levels.ts';
