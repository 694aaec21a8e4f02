import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** Debian puts the broker where only root looks. */
const env = { ...process.env, PATH: [process.env.PATH, '/usr/sbin', '/usr/local/sbin'].join(delimiter) };

export const hasMosquitto: boolean = ['mosquitto', 'mosquitto_sub'].every(
  (name) => spawnSync(name, ['-h'], { env, stdio: 'ignore' }).error === undefined,
);

/** A message as a separate subscriber got it. */
export interface Received {
  readonly topic: string;
  readonly qos: number;
  readonly retain: number;
  readonly properties: Readonly<Record<string, string>>;
  readonly payload: Uint8Array;
}

export interface Mosquitto {
  readonly url: string;
  readonly messages: readonly Received[];
  /** Waits until the subscriber got something that satisfies this, for a while. */
  until(isEnough: (messages: readonly Received[]) => boolean): Promise<boolean>;
  /** Kills the broker at once. */
  kill(): Promise<void>;
  /** Starts it again and waits for the subscriber. */
  restart(): Promise<void>;
  /** Ends the subscriber. */
  unsubscribe(): Promise<void>;
  /** What clients call themselves, as the broker wrote it down. */
  readonly log: readonly string[];
  stop(): Promise<void>;
}

/** Mosquitto on a free port of this machine, with a subscriber of its own process. */
export async function mosquitto(
  options: { user?: string; password?: string; lines?: readonly string[] } = {},
): Promise<Mosquitto> {
  const folder = mkdtempSync(join(tmpdir(), 'mosquitto-'));
  const port = await freePort();
  const config = [
    `listener ${port} 127.0.0.1`,
    'persistence false',
    'log_dest stderr',
    'log_type all',
    'connection_messages true',
    ...(options.lines ?? []),
  ];
  if (options.user === undefined) config.push('allow_anonymous true');
  else {
    const file = join(folder, 'passwords');
    spawnSync('mosquitto_passwd', ['-b', '-c', file, options.user, options.password ?? ''], { env });
    config.push('allow_anonymous false', `password_file ${file}`);
  }
  // It gives up its rights otherwise, and could not read its own files.
  if (process.getuid?.() === 0) config.push('user root');
  writeFileSync(join(folder, 'mosquitto.conf'), `${config.join('\n')}\n`);
  const log: string[] = [];
  const messages: Received[] = [];
  let broker: ChildProcess | undefined;
  let subscriber: ChildProcess | undefined;

  async function start(): Promise<void> {
    broker = spawn('mosquitto', ['-c', join(folder, 'mosquitto.conf')], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    createInterface({ input: broker.stderr! }).on('line', (line) => log.push(line));
    for (let tries = 0; tries < 500; tries++) {
      if (await answers(port)) return;
      await sleep(20);
    }
    throw new Error('mosquitto does not start');
  }
  async function subscribe(): Promise<void> {
    const before = log.length;
    const login = options.user === undefined ? [] : ['-u', options.user, '-P', options.password ?? ''];
    const args = [
      '-h',
      '127.0.0.1',
      '-p',
      String(port),
      '-V',
      '5',
      '-q',
      '1',
      '-t',
      '#',
      '-F',
      '%t|%q|%r|%P|%x',
      ...login,
    ];
    subscriber = spawn('mosquitto_sub', args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
    createInterface({ input: subscriber.stdout! }).on('line', (line) => messages.push(received(line)));
    for (let tries = 0; tries < 500; tries++) {
      if (log.slice(before).some((line) => line.includes('Sending SUBACK'))) return;
      await sleep(20);
    }
    throw new Error('the subscriber does not subscribe');
  }
  await start();
  await subscribe();
  return {
    url: `mqtt://127.0.0.1:${port}`,
    messages,
    log,
    until: async (isEnough) => {
      for (let tries = 0; tries < 1_000; tries++) {
        if (isEnough(messages)) return true;
        await sleep(10);
      }
      return false;
    },
    kill: async () => {
      await end(subscriber);
      await end(broker);
    },
    restart: async () => {
      await start();
      await subscribe();
    },
    unsubscribe: () => end(subscriber),
    stop: async () => {
      await end(subscriber);
      await end(broker);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function received(line: string): Received {
  const [topic, qos, retain, properties, hex] = line.split('|') as [string, string, string, string, string];
  const pairs = properties
    .split(' ')
    .filter((pair) => pair !== '')
    .map((pair) => pair.split(':') as [string, string]);
  return {
    topic,
    qos: Number(qos),
    retain: Number(retain),
    properties: Object.fromEntries(pairs),
    payload: Buffer.from(hex, 'hex'),
  };
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true));
    socket.on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}
