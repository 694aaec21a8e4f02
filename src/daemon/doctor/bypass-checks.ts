import { checkCloudFolders } from './bypass-cloud-folders.ts';
import { checkAppsElsewhere } from './bypass-elsewhere.ts';
import { checkJobs } from './bypass-jobs.ts';
import { checkLogloader } from './bypass-logloader.ts';
import { checkQGroundControl } from './bypass-qgroundcontrol.ts';
import type { Check } from './check.ts';
import type { Checked, DoctorContext } from './context.ts';

type Bypass = (context: DoctorContext, checked: Checked) => Promise<Check | readonly Check[]>;

/** What could send logs past Flightveil. Known files are read, bounded, and nothing of them is told but on or off. */
export const bypassChecks: readonly (readonly [string, Bypass])[] = [
  ['bypass-qgroundcontrol', checkQGroundControl],
  ['bypass-logloader', checkLogloader],
  ['bypass-cloud-folder', checkCloudFolders],
  ['bypass-job', checkJobs],
  ['bypass-elsewhere', checkAppsElsewhere],
];
