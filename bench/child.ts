import { spawn } from 'node:child_process';

/** Runs this Node with arguments; resolves to what it printed. @throws Error with what it said on standard error if it fails */
export async function runNode(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const code = await new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject));
  if (code !== 0) throw new Error(`a measured process ended with ${code}: ${errors.slice(-2000)}`);
  return output;
}
