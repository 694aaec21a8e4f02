import { readConfig } from '../../../src/daemon/config/load-config.ts';
import { FlightveilError } from '../../../src/model/errors.ts';
import type { SyncConfig } from '../../../src/sync/sync-config.ts';

/** A configuration of few words. */
export const short = `version: 1
country: CH
controller: University of X
sources:
  - folder: ~/QGroundControl/Logs
uploads:
  - name: research
    for: scientific-research
    to: researcher
    sink: folder:/mnt/share/flights
`;

/** A configuration with every key but those of other kinds of sinks. */
export const long = `version: 1
subject: Ada
pilot: Ada L.
zones: ['-33.9,18.4,300']
sources:
  - folder: $HOME/Logs Récents
  - {name: card, folder: ../card, removable: true, endings: [.bin, .log], settle: 1m, archives: true}
uploads:
  - name: research
    for: scientific-research
    to: researcher
    from: [card]
    level: dynamics
    sink:
      kind: tus
      url: https://tus.example/files/
      bearer: {file: ~/.config/token}
      chunk: 1 MB
      country: DE
      controller: University of Y
      transferGround: adequacy
    quiet: ['08:00-18:00', '23:30 - 00:15']
    metered: send
    bandwidth: 500 KB/s
    priority: 5
    concurrency: 3
    batch: 6h
    padTo: 1 MB
spool: {most: 1.5 GB, key: file}
retry: {first: 2s, most: 30m}
rescan: 10m
alarmAfter: 1d
metered: no
log: warn
metrics: false
`;

export const home = '/home/ada';

/** Reads a text as if it stood in /etc/veil/flightveil.yaml. */
export function read(text: string, env: Record<string, string> = {}): Promise<SyncConfig> {
  return readConfig(text, '/etc/veil/flightveil.yaml', { HOME: home, ...env }, '/var/lib/veil');
}

/** What is wrong with a text, a line each; empty: nothing. */
export async function wrongs(text: string, env: Record<string, string> = {}): Promise<string[]> {
  try {
    await read(text, env);
    return [];
  } catch (error) {
    if (!(error instanceof FlightveilError) || error.code !== 'config-invalid') throw error;
    return error.message.split('\n');
  }
}

/** The short configuration with another sink, as flow or in one line. */
export function withSink(sink: string): string {
  return short.replace('folder:/mnt/share/flights', sink);
}

/** The short configuration with more lines in its upload. */
export function withUpload(lines: string): string {
  return `${short}    ${lines}\n`;
}
