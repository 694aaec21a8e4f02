import type { Sink } from '../sink.ts';
import type { UploadConfig } from '../sync-config.ts';

/**
 * The sink of an upload rule. What only one kind needs is loaded here and not before. Reaches nobody yet.
 * @throws FlightveilError `config-invalid`
 */
export async function makeSink({ name, sink }: Pick<UploadConfig, 'name' | 'sink'>): Promise<Sink> {
  switch (sink.kind) {
    case 'folder':
      return (await import('./folder.ts')).folderSink(name, sink);
    case 'tus':
      return (await import('./tus-sink.ts')).tusSink(name, sink);
    case 's3':
      return (await import('./s3.ts')).s3Sink(name, sink);
    case 'flight-review':
      return (await import('./flight-review.ts')).flightReviewSink(name, sink);
    case 'http':
      return (await import('./http-sink.ts')).httpSink(name, sink);
    case 'mqtt':
      return (await import('./mqtt.ts')).mqttSink(name, sink);
  }
}
