import { type Check, checksNamed } from './check.ts';

/** What runs on phones, remote controllers and in vendors' clouds cannot be seen from here: it is said, so that nobody takes silence for an answer. */
export async function checkAppsElsewhere(): Promise<Check> {
  return checksNamed('bypass-elsewhere').ok(
    'What apps on phones and remote controllers send cannot be seen from here.',
    "Look into the settings of the apps you fly with: turn off the sync of flight records in DJI's, and automatic import in the services that you gave access to your account.",
  );
}
