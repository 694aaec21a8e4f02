import type { Command } from 'commander';
import { isShownName } from '../bytes/text.ts';
import { FlightveilError } from '../model/errors.ts';
import { OWN_LOG } from '../node/unlock-logs.ts';
import { UnlockRecorder } from '../node/unlock-recorder.ts';
import type { Decision, Request } from '../policy/request.ts';

/** Whether and for whom the geofence-unlock log is kept. */
export interface UnlockOptions {
  readonly pilot?: string;
  /** False: nothing is kept. */
  readonly unlockLog?: boolean;
}

/** Adds the options of {@link UnlockOptions}. */
export function withUnlockOptions(command: Command): Command {
  return command
    .option('--pilot <name>', 'who flies: stands beside what the geofence-unlock log keeps of this')
    .option('--no-unlock-log', 'keep nothing of zones and fences in the geofence-unlock log');
}

/** @throws FlightveilError `usage` for a name that no entry can hold */
function checkPilot(pilot: string | undefined): void {
  if (pilot === undefined || (isShownName(pilot) && pilot.trim() !== '')) return;
  throw new FlightveilError('usage', '--pilot is no name of up to 200 characters that can be shown');
}

/** The recorder of the state folder; undefined if nothing is to be kept. Whoever gets it closes it. */
export function recorderFor({ unlockLog, pilot }: UnlockOptions, folder: string): UnlockRecorder | undefined {
  checkPilot(pilot);
  return unlockLog === false ? undefined : new UnlockRecorder(folder, { person: pilot });
}

/** Who else is shown something of zones and fences. */
export function shownTo(decisions: readonly Decision<Request>[]): readonly string[] {
  const shown = decisions.filter(({ disclosure }) => disclosure.geofence !== 'none');
  return [...new Set(shown.map(({ request }) => request.recipient))].filter((recipient) => recipient !== OWN_LOG);
}
