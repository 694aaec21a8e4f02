import { join } from 'node:path';
import {
  daemonArguments,
  SERVICE_MARK,
  type ServiceDefinition,
  type ServiceOptions,
  xmlText,
} from './service-options.ts';

const LABEL = 'flightveil.sync';
/** launchd takes no octal. */
const UMASK = 0o077;

/** An agent of the user: launchd.plist(5). Its output goes nowhere: status and metrics are asked on the local socket. */
export function launchdPlist(options: ServiceOptions): ServiceDefinition {
  const { nodePath, userFolder, uid = 0 } = options;
  const path = join(userFolder, 'Library', 'LaunchAgents', `${LABEL}.plist`);
  const program = [nodePath, ...daemonArguments(options)]
    .map((argument) => `    <string>${xmlText(argument)}</string>`)
    .join('\n');
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<!-- ${SERVICE_MARK} -->
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${LABEL}</string>
  <key>ProgramArguments</key>
  <array>
${program}
  </array>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <dict>
    <key>SuccessfulExit</key>
    <false/>
  </dict>
  <key>ThrottleInterval</key>
  <integer>10</integer>
  <key>ExitTimeOut</key>
  <integer>60</integer>
  <key>ProcessType</key>
  <string>Background</string>
  <key>LowPriorityIO</key>
  <true/>
  <key>Nice</key>
  <integer>10</integer>
  <key>Umask</key>
  <integer>${UMASK}</integer>
  <key>StandardOutPath</key>
  <string>/dev/null</string>
  <key>StandardErrorPath</key>
  <string>/dev/null</string>
</dict>
</plist>
`;
  return {
    path,
    text,
    encoding: 'utf8',
    install: [
      ['launchctl', 'enable', `gui/${uid}/${LABEL}`],
      ['launchctl', 'bootstrap', `gui/${uid}`, path],
    ],
    uninstall: [['launchctl', 'bootout', `gui/${uid}/${LABEL}`]],
    afterwards: [],
  };
}
