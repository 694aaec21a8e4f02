import type { SinkConfig } from '../../sync/sync-config.ts';
import { type Check, checksNamed } from './check.ts';
import type { Checked, DoctorContext } from './context.ts';

/** Warns of each upload with a login: the account tells the recipient who it is, whatever the log hides. */
export async function checkLogins(_context: DoctorContext, { config }: Checked): Promise<readonly Check[]> {
  return config.uploads
    .filter(({ sink }) => hasLogin(sink))
    .map(({ name }) =>
      checksNamed('sink-login', name).warning(
        'Its sink has a login: the account says who you are, whatever the log hides.',
        'If the recipient should not know, take an account that many share, or a sink without a login.',
      ),
    );
}

function hasLogin(sink: SinkConfig): boolean {
  switch (sink.kind) {
    case 's3':
      return true;
    case 'tus':
      return sink.bearer !== undefined;
    case 'http':
      return sink.bearer !== undefined || sink.basic !== undefined;
    case 'mqtt':
      return sink.username !== undefined || sink.password !== undefined;
    case 'folder':
    case 'flight-review':
      return false;
  }
}
