import { isAbsolute, win32 } from 'node:path';
import { FlightveilError } from '../../model/errors.ts';

/** What a service definition is made of. All paths absolute. */
export interface ServiceOptions {
  readonly nodePath: string;
  readonly cliPath: string;
  /** The state folder. */
  readonly home: string;
  readonly configPath: string;
  /** Folders that sinks write to: besides the state folder nothing else can be written, where the system can hold that. */
  readonly writable: readonly string[];
  /** Of the user who runs it. */
  readonly userFolder: string;
  /** Windows only: the user who logs on, as DOMAIN\name. */
  readonly user?: string;
  /** macOS only. */
  readonly uid?: number;
  /** Undefined: ~/.config. */
  readonly configFolder?: string;
}

/** A program and its arguments. */
export type ServiceCommand = readonly [program: string, ...args: string[]];

export interface ServiceDefinition {
  /** Where the definition stands. */
  readonly path: string;
  readonly text: string;
  readonly encoding: 'utf8' | 'utf16le';
  /** Make it start now and at each login; harmless to repeat. */
  readonly install: readonly ServiceCommand[];
  /** Before the file goes. */
  readonly uninstall: readonly ServiceCommand[];
  /** After it went. */
  readonly afterwards: readonly ServiceCommand[];
}

/** Stands in every definition of ours: only what has it is replaced or removed. */
export const SERVICE_MARK = 'Made by flightveil service install.';

/** What the service manager starts, the program apart. */
export function daemonArguments({ cliPath, home, configPath }: ServiceOptions): readonly string[] {
  return [cliPath, '--home', home, 'sync', '--config', configPath];
}

/** @throws FlightveilError `config-invalid` where a path is not absolute or holds characters that no definition can carry */
export function checkServiceOptions(options: ServiceOptions, on: NodeJS.Platform): void {
  const { nodePath, cliPath, home, configPath, writable, userFolder } = options;
  const isWhole = on === 'win32' ? win32.isAbsolute : isAbsolute;
  for (const path of [nodePath, cliPath, home, configPath, userFolder, ...writable]) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    if (!isWhole(path) || /[\0-\x1f\x7f\ufffe\uffff]/.test(path) || Buffer.from(path).toString() !== path) {
      throw new FlightveilError(
        'config-invalid',
        'a path that the service needs cannot be written into its definition',
        {
          advice: 'Use absolute paths without line breaks and control characters.',
        },
      );
    }
  }
}

/** For text and attributes of XML. */
export function xmlText(text: string): string {
  const named: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
  };
  return text.replace(/[&<>"']/g, (character) => named[character]!);
}
