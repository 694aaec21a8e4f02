import type { SourceConfig } from '../../sync/sync-config.ts';
import { type Check, checksNamed, counted } from './check.ts';
import type { Checked, DoctorContext } from './context.ts';
import type { SourceLook } from './source-look.ts';

export async function checkSources(_context: DoctorContext, { config, looks }: Checked): Promise<readonly Check[]> {
  return config.sources.map((source) => sourceCheck(source, looks.get(source.name)!));
}

function sourceCheck({ name, isRemovable }: SourceConfig, look: SourceLook): Check {
  const named = checksNamed('source', name);
  switch (look.state) {
    case 'absent':
      return isRemovable
        ? named.ok('Its medium is not there: logs on it wait until it is.')
        : named.failed('Its folder does not exist.', 'Correct the folder, or say that the medium is removable.');
    case 'no-folder':
      return named.failed('A file stands where its folder should be.', 'Correct the folder.');
    case 'unreadable':
      return named.failed('Its folder cannot be read.', 'Give yourself permission to read it.');
    default: {
      const found = `${look.isCut ? 'At least ' : ''}${counted(look.logs, 'log')} in ${counted(look.folders, 'folder')}.`;
      if (look.unreadable > 0) {
        return named.warning(
          `${found} ${counted(look.unreadable, 'folder')} cannot be read.`,
          'Give yourself permission to read them, or watch a folder further down.',
        );
      }
      return look.logs === 0
        ? named.warning(
            'Its folder can be read and holds no logs.',
            'Check the folder and the endings, if there should be some.',
          )
        : named.ok(found);
    }
  }
}
