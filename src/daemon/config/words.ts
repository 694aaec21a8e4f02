import * as z from 'zod';

/** A text of a form; what is wrong is said with the same words whatever stands there. */
export function text(form: RegExp, error: string): z.ZodString {
  return z.string({ error }).regex(form, { error });
}

/** A text that is not blank, of so many characters at most, without control and direction characters. */
export function shown(mostCharacters: number): RegExp {
  return new RegExp(`^(?=.*\\S)[^\\p{Cc}\\p{Cf}\\u2028\\u2029]{1,${mostCharacters}}$`, 'u');
}

export const name: z.ZodString = text(
  /^(?=.{1,40}$)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/,
  'must be a name of letters and digits with single hyphens between, 40 at most',
);
export const path: z.ZodString = text(/^[^\p{Cc}]{1,4096}$/u, 'must be a path');

/** A map that has no other keys. What is said of an unknown key is the list of those that there are, for {@link knownKeys}. */
export function map<T extends z.core.$ZodLooseShape>(shape: T): z.ZodObject<z.core.util.Writeable<T>, z.core.$strict> {
  const keys = Object.keys(shape).join(' ');
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? keys : 'must be a map of keys and values'),
  });
}

/** The keys that could have stood there, of the message of {@link map}. */
export function knownKeys(message: string): readonly string[] {
  return message.split(' ');
}

export function described<T extends z.ZodType>(schema: T, description: string): T {
  return schema.meta({ description });
}

/** Where a secret is. Never the secret itself. */
export const secret = map({
  file: described(path.optional(), 'A file that only you can read (mode 0600).'),
  keyring: described(name.optional(), 'A name in the keyring of the system, under the service flightveil.'),
}).meta({
  id: 'secret',
  description: 'Where a secret is: exactly one of file and keyring.',
  minProperties: 1,
  maxProperties: 1,
});
export type SecretEntry = z.infer<typeof secret>;
