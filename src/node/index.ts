/** What needs Node: files and the state folder. */
export {
  type FilterFileOptions,
  type FilterFileResult,
  filterFile,
  type KeySource,
  surveyFile,
} from './filter-file.ts';
export { type Input, listInputs } from './source.ts';
export { rootKey, stateFolder } from './state.ts';
