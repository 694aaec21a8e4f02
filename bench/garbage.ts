import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Collects all garbage now, so that what one turn leaves behind is not collected in the next one's time. */
export function collectGarbage(): void {
  collect();
}
