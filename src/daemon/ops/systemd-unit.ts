import { join } from 'node:path';
import { FlightveilError } from '../../model/errors.ts';
import { daemonArguments, SERVICE_MARK, type ServiceDefinition, type ServiceOptions } from './service-options.ts';

const UNIT = 'flightveil-sync.service';

/**
 * A unit of the user's own service manager: systemd.service(5), systemd.exec(5).
 * @throws FlightveilError `config-invalid` where systemd takes no program of that path
 */
export function systemdUnit(options: ServiceOptions): ServiceDefinition {
  const { nodePath, home, writable, userFolder } = options;
  if (/["'\\]/.test(nodePath)) {
    throw new FlightveilError(
      'config-invalid',
      'systemd starts no program whose path holds quotation marks or backslashes',
    );
  }
  const command = [nodePath, ...daemonArguments(options)].map(quoted).join(' ');
  // The hyphen: one that is absent must not keep the service from starting.
  const folders = [home, ...writable].map((folder) => quoted(`-${folder}`)).join(' ');
  const text = `# ${SERVICE_MARK}
[Unit]
Description=Flightveil: filters flight logs and uploads what is permitted
Documentation=man:systemd.service(5)
StartLimitIntervalSec=600
StartLimitBurst=10

[Service]
Type=notify
# systemd-notify runs as a child of the daemon.
NotifyAccess=all
# The colon: nothing in it is a variable.
ExecStart=:${command}
Restart=on-failure
RestartSec=10
TimeoutStartSec=120
TimeoutStopSec=60
WatchdogSec=180
UMask=0077
# Keys are in memory.
LimitCORE=0
# Nothing else is writable, and SQLite wants somewhere to sort.
Environment=${quoted(`TMPDIR=${home}`)} ${quoted(`SQLITE_TMPDIR=${home}`)}

# Everything but these folders is read-only, the logs too. Needs user namespaces, as PrivateUsers= says.
PrivateUsers=yes
ProtectSystem=strict
ReadWritePaths=${folders}
NoNewPrivileges=yes
LockPersonality=yes
RestrictSUIDSGID=yes
RestrictRealtime=yes
RestrictNamespaces=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
SystemCallArchitectures=native
ProtectControlGroups=yes
ProtectKernelTunables=yes

Nice=10
IOSchedulingClass=idle
MemoryHigh=1G
MemoryMax=2G
TasksMax=128

[Install]
WantedBy=default.target
`;
  return {
    path: join(options.configFolder ?? join(userFolder, '.config'), 'systemd', 'user', UNIT),
    text,
    encoding: 'utf8',
    install: [
      ['systemctl', '--user', 'daemon-reload'],
      ['systemctl', '--user', 'enable', '--now', UNIT],
    ],
    uninstall: [['systemctl', '--user', 'disable', '--now', UNIT]],
    afterwards: [['systemctl', '--user', 'daemon-reload']],
  };
}

/** One item of a list: in quotes, with C escapes (systemd.syntax(7)) and without specifiers (systemd.unit(5)). */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%')}"`;
}
