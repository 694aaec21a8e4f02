import * as z from 'zod';
import type { Notes } from '../findings.ts';
import { weekdays } from '../zone.ts';
import { sunEvents } from './hours.ts';

/** What ED-318 allows in a zone's properties: our statement of its JSON schema, which says the same in other words. */
const language = z.string().min(2).max(5);
const texts = z.array(z.strictObject({ text: z.string().min(1).max(200), lang: language })).min(1);
const time = z.string().regex(/^\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/);
const dateTime = z.iso.datetime({ offset: true });

export const ed318Reasons = [
  ...(['AIR_TRAFFIC', 'SENSITIVE', 'PRIVACY', 'POPULATION', 'NATURE', 'NOISE', 'EMERGENCY', 'DAR', 'OTHER'] as const),
] as const;

const authority = z.strictObject({
  name: texts.optional(),
  service: texts.optional(),
  contactName: texts.optional(),
  siteURL: z.url().optional(),
  email: z.email().optional(),
  phone: z.string().max(200).optional(),
  purpose: z.enum(['AUTHORIZATION', 'NOTIFICATION', 'INFORMATION']),
  // ISO 8601; Switzerland writes P10DT00H, which is one.
  intervalBefore: z
    .string()
    .regex(/^P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/)
    .optional(),
});

const hours = z.strictObject({
  day: z
    .array(z.enum([...weekdays, 'ANY']))
    .min(1)
    .max(7),
  startTime: time.optional(),
  startEvent: z.enum(sunEvents).optional(),
  endTime: time.optional(),
  endEvent: z.enum(sunEvents).optional(),
});

export const ed318Properties = z.strictObject({
  identifier: z.string().min(1).max(7),
  country: z.string().regex(/^[A-Z]{3}$/),
  name: texts.optional(),
  type: z.enum(['USPACE', 'PROHIBITED', 'REQ_AUTHORIZATION', 'CONDITIONAL', 'NO_RESTRICTION']),
  variant: z.enum(['COMMON', 'CUSTOMIZED']),
  restrictionConditions: z.string().optional(),
  region: z.int().optional(),
  reason: z.array(z.enum(ed318Reasons)).max(9).optional(),
  otherReasonInfo: texts.optional(),
  regulationExemption: z.enum(['YES', 'NO']).optional(),
  message: texts.optional(),
  zoneAuthority: z.array(authority).min(1),
  limitedApplicability: z
    .array(
      z.strictObject({
        startDateTime: dateTime.optional(),
        endDateTime: dateTime.optional(),
        schedule: z.array(hours).min(1).optional(),
      }),
    )
    .min(1)
    .optional(),
  dataSource: z.record(z.string(), z.unknown()).optional(),
  extendedProperties: z.record(z.string(), z.unknown()).optional(),
});

export type Ed318Authority = z.infer<typeof authority>;

/** Members whose findings are told where they are read. */
const toldElsewhere = new Set(['type', 'name', 'reason', 'country', 'limitedApplicability', 'applicability']);

/** Tells of members of a zone's properties that are not as ED-318 allows, each once. */
export function noteBeyondSchema(properties: unknown, notes: Notes): void {
  const { error } = ed318Properties.safeParse(properties);
  for (const { path } of error?.issues ?? []) {
    const name = String(path[0] ?? '');
    if (toldElsewhere.has(name)) continue;
    // Names of members that nobody knows are content of the file.
    if (name === '') notes.tolerated('schema-members', 'the zone has members that ED-318 does not know');
    else notes.tolerated(`schema-${kebab(name)}`, `what stands under ${name} is not as ED-318 allows`);
  }
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
