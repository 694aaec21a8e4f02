/**
 * Flightveil as a library, for Node, browsers, Electron and React Native: no Node built-ins. What works on files is in `flightveil/node`.
 */
export { createLoop } from './filter/create-loop.ts';
export { FlightKeys } from './filter/keys.ts';
export type { FilterLoop, LoopCounts } from './filter/loop.ts';
export { type CategoryReport, type FilterReport, type MessageReport, reportOf } from './filter/report.ts';
export { type FlightFacts, type MessageFacts, Survey } from './filter/survey.ts';
export { allFormats, detectFormat } from './formats/index.ts';
export { type Dialect, extendedDialect, officialDialect } from './formats/mavlink/index.ts';
export { type CatalogTable, parseCatalogTable } from './model/catalog-table.ts';
export { type DataCategory, dataCategories, dimensionOf } from './model/category.ts';
export { type Dimension, type Disclosure, dimensions, meet, type Step } from './model/disclosure.ts';
export { type ErrorCode, FlightveilError } from './model/errors.ts';
export type { CatalogRow, Format } from './model/format.ts';
export type { Field, FieldRule, Schema } from './model/schema.ts';
export { type Decision, decide, localPolicy, type Policy, type Request, type Rule } from './policy/decide.ts';
export { availableLevels, type Level, levelMeanings, levelNames, levels } from './policy/levels.ts';
