import { runs } from './runs.ts';

/** What the page has found out, for the test that opened it. */
export interface Found {
  /** Outputs by log, level and way, in base64. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Globals of Node that are there. */
  readonly ofNode: readonly string[];
  /** What becomes of code made at run time. */
  readonly evaluated: string;
  /** Directives of the content policy that were violated before that. */
  readonly violated: readonly string[];
  readonly error?: string;
}

declare global {
  var found: Found | undefined;
}

/** Runs in the page. `share` is the README's example. */
export async function findOut(
  logs: Readonly<Record<string, Uint8Array<ArrayBuffer>>>,
  share: (log: File, key: Uint8Array) => Promise<Blob>,
): Promise<void> {
  const violated: string[] = [];
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violated.push(effectiveDirective));
  const ofNode = ['process', 'Buffer', 'require', 'global'].filter((name) => name in globalThis);
  const outputs: Record<string, string> = {};
  let error: string | undefined;
  try {
    for (const [name, log] of Object.entries(logs)) {
      for (const [way, output] of Object.entries(await runs(log))) outputs[`${name}: ${way}`] = toBase64(output);
    }
    const key = Uint8Array.from({ length: 32 }, (_, index) => index);
    const shared = await share(new File([logs.copter!], 'flight.tlog'), key);
    outputs["the README's example"] = toBase64(new Uint8Array(await shared.arrayBuffer()));
  } catch (thrown) {
    error = String(thrown);
  }
  const before = [...violated];
  globalThis.found = {
    ...{ outputs, ofNode, violated: before, evaluated: evaluated() },
    ...(error === undefined ? {} : { error }),
  };
}

function evaluated(): string {
  try {
    // biome-ignore lint/security/noGlobalEval: that it is refused shows that the policy is in force.
    return String(globalThis.eval('1 + 1'));
  } catch (error) {
    return error instanceof Error ? error.name : 'refused';
  }
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
