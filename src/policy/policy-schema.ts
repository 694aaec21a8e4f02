import * as z from 'zod';
import { type Dimension, type Disclosure, dimensionNames, dimensions, type Step } from '../model/disclosure.ts';
import { jurisdictionNames } from './jurisdictions.ts';
import { levelNames, levels } from './levels.ts';
import { purposeKinds } from './purpose.ts';

// Pages with a strict content policy forbid compiling code.
z.config({ jitless: true });

const MAX_ITEMS = 1000;

const name = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'is no name of lower-case words joined by hyphens')
  .max(64, 'is longer than 64 characters');
const sentence = z.string().trim().min(1, 'is empty').max(500, 'is longer than 500 characters');
const country = z.string().regex(/^[A-Z]{2}$/, 'is no country of ISO 3166-1: two capital letters');

/** A level, lowered in some dimensions, or some dimensions alone. */
const steps = z
  .strictObject({
    level: z.enum(levelNames).optional().meta({ description: 'The level to start from.' }),
    ...(Object.fromEntries(
      dimensionNames.map((dimension) => [dimension, z.enum(dimensions[dimension]).optional()]),
    ) as unknown as { [D in Dimension]: z.ZodOptional<z.ZodType<Step<D>>> }),
  })
  .meta({ id: 'steps', description: 'How much may be learnt at most, a step a dimension.' });

const purpose = z.strictObject({
  name: name.meta({ description: 'A name of your own, or of a built-in purpose that is to become stricter.' }),
  title: sentence.optional(),
  use: sentence.optional().meta({ description: 'What it is for, a sentence.' }),
  ground: z.literal('consent').optional().meta({ description: 'Purposes of your own rest on consent.' }),
  ceiling: steps
    .optional()
    .meta({ description: 'Dimensions that are not named are none; of a built-in one, as built in.' }),
  recipients: z.array(name).max(MAX_ITEMS).optional(),
  lost: z.array(sentence).max(100).optional().meta({ description: 'What no longer works when it is refused.' }),
  retentionDays: z.int('is no whole number of days').min(0, 'is negative').max(36500, 'is over 100 years').optional(),
  leastAge: z.int('is no whole number of years').min(0, 'is negative').max(120, 'is over 120 years').optional(),
  kinds: z.array(z.enum(purposeKinds)).max(10).optional(),
  reason: sentence.optional(),
});

const recipient = z.strictObject({
  name: name.meta({ description: 'A name of your own, or of a built-in recipient that is to learn less.' }),
  title: sentence.optional(),
  like: name.optional().meta({ description: 'The built-in recipient whose purposes and cap it shares.' }),
  cap: steps.optional().meta({ description: 'Dimensions that are not named are capped as built in.' }),
  reason: sentence.optional(),
});

const rule = z.strictObject({
  name,
  reason: sentence,
  when: z
    .strictObject({
      purposes: z.array(name).max(MAX_ITEMS).optional(),
      recipients: z.array(name).max(MAX_ITEMS).optional(),
      jurisdictions: z.array(z.enum(jurisdictionNames)).max(MAX_ITEMS).optional(),
    })
    .optional()
    .meta({ description: 'All that is named must hold; nothing named: always.' }),
  ceiling: steps,
});

const transfers = z.strictObject({
  forbidden: z.array(country).max(MAX_ITEMS).optional().meta({ description: 'Nothing goes there.' }),
  allowed: z.array(country).max(MAX_ITEMS).optional().meta({ description: 'Nothing goes anywhere else.' }),
  withoutGround: z
    .array(country)
    .max(MAX_ITEMS)
    .optional()
    .meta({ description: 'Everywhere else a transfer needs a ground.' }),
});

/** A policy file as it is written. */
export const policyFileSchema = z
  .strictObject({
    $schema: z.string().optional(),
    version: z.literal(1),
    purposes: z.array(purpose).max(MAX_ITEMS).optional(),
    recipients: z.array(recipient).max(MAX_ITEMS).optional(),
    rules: z.array(rule).max(MAX_ITEMS).optional(),
    transfers: transfers.optional(),
  })
  .meta({ title: 'Flightveil policy file', description: 'Purposes, recipients and stricter rules of your own.' });

export type PolicyFile = z.infer<typeof policyFileSchema>;
export type PurposeEntry = NonNullable<PolicyFile['purposes']>[number];
export type RecipientEntry = NonNullable<PolicyFile['recipients']>[number];
export type RuleEntry = NonNullable<PolicyFile['rules']>[number];
type Steps = RuleEntry['ceiling'];

/** The steps that are written, those of the level included. */
export function stepsOf({ level, ...written }: Steps): Partial<Disclosure> {
  const own = Object.fromEntries(Object.entries(written).filter(([, step]) => step !== undefined));
  return { ...(level === undefined ? {} : levels[level as keyof typeof levels]), ...own };
}

/** The JSON Schema of policy files (draft 2020-12), for editors. */
export function policySchema(): Record<string, unknown> {
  return z.toJSONSchema(policyFileSchema, { io: 'input' }) as Record<string, unknown>;
}
