import { win32 } from 'node:path';
import { FlightveilError } from '../../model/errors.ts';
import {
  daemonArguments,
  SERVICE_MARK,
  type ServiceDefinition,
  type ServiceOptions,
  xmlText,
} from './service-options.ts';

const TASK = '\\Flightveil\\sync';

/**
 * A task that starts when its user logs on: Task Scheduler 1.2 XML (MS-TSCH, 2.5), which needs no administrator.
 * @throws FlightveilError `config-invalid` without a user
 */
export function windowsTask(options: ServiceOptions): ServiceDefinition {
  const { nodePath, home, user } = options;
  if (user === undefined || user === '') {
    throw new FlightveilError('config-invalid', 'the task needs the user who logs on');
  }
  const path = win32.join(home, 'sync-task.xml');
  const text = `\ufeff<?xml version="1.0" encoding="UTF-16"?>
<!-- ${SERVICE_MARK} -->
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Flightveil: filters flight logs and uploads what is permitted</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <Enabled>true</Enabled>
      <UserId>${xmlText(user)}</UserId>
    </LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>${xmlText(user)}</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <Hidden>true</Hidden>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Priority>8</Priority>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>999</Count>
    </RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${xmlText(nodePath)}</Command>
      <Arguments>${xmlText(daemonArguments(options).map(windowsArgument).join(' '))}</Arguments>
    </Exec>
  </Actions>
</Task>
`;
  return {
    path,
    text,
    encoding: 'utf16le',
    install: [
      ['schtasks.exe', '/Create', '/F', '/TN', TASK, '/XML', path],
      ['schtasks.exe', '/Run', '/TN', TASK],
    ],
    uninstall: [
      ['schtasks.exe', '/End', '/TN', TASK],
      ['schtasks.exe', '/Delete', '/F', '/TN', TASK],
    ],
    afterwards: [],
  };
}

/** As CommandLineToArgvW takes it apart: backslashes count only before a quotation mark. */
export function windowsArgument(argument: string): string {
  return `"${argument.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')}"`;
}
