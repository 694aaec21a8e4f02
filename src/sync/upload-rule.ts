import { sortedJson } from '../bytes/sorted-json.ts';
import type { UserZones } from '../filter/hidden-places.ts';
import type { Policy, Request } from '../policy/request.ts';
import type { SinkConfig, UploadConfig } from './sync-config.ts';

/** The request that a rule of the configuration makes for every log. */
export function requestOfRule({ purpose, recipient, level, sink }: UploadConfig, subject?: string): Request {
  const { country, transferGround } = sink.destination;
  return {
    purpose,
    recipient,
    ...(level === undefined ? {} : { level }),
    ...(subject === undefined ? {} : { subject }),
    destination: { country, ...(transferGround === undefined ? {} : { transferGround }) },
  };
}

/** A rule with what decides about its logs. */
export interface UploadRule {
  readonly config: UploadConfig;
  readonly request: Request;
  /** Whatever it is now: the file that it comes from may change while an upload is under way. @throws FlightveilError if it cannot be read */
  readonly policy: Policy;
  /** Places and areas of the user's that are hidden beside what is found to hide. */
  readonly zones: UserZones;
}

/** What makes a copy another one: it is filtered anew when this changes. */
export function requestText({ request, config, zones }: UploadRule): string {
  const { padToBytes, sink } = config;
  return sortedJson({ ...request, padToBytes, zones, sink: sinkText(sink) });
}

/**
 * Where a sink sends to, without secrets: what was sent to one place says nothing about another, and what a server of one place told is not repeated to
 * another.
 */
export function sinkText(sink: SinkConfig): string {
  const { kind, destination } = sink;
  switch (sink.kind) {
    case 'folder':
      return sortedJson({ kind, destination, path: sink.path });
    case 's3':
      return sortedJson({
        kind,
        destination,
        endpoint: sink.endpoint,
        region: sink.region,
        bucket: sink.bucket,
        prefix: sink.prefix,
      });
    case 'mqtt':
      return sortedJson({ kind, destination, url: sink.url, topic: sink.topic });
    case 'http':
      return sortedJson({ kind, destination, url: sink.url, method: sink.method });
    case 'flight-review':
      return sortedJson({ kind, destination, url: sink.url, visibility: sink.visibility });
    case 'tus':
      return sortedJson({ kind, destination, url: sink.url });
  }
}
