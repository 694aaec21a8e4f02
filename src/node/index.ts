/** What needs Node: files and the state folder. */
export { type FilterFileOptions, type FilterFileResult, filterFile, surveyFile } from './filter-file.ts';
export { deviceKeys, type KeySource } from './flight-keys.ts';
export { type Input, listInputs } from './source.ts';
export { rootKey, stateFolder } from './state.ts';
