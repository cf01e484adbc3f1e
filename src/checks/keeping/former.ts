import * as vscode from 'vscode';
import { isOneFolder } from '#platform';
import { uriOf } from '../../base/uris';
import type { Former, Seen } from '../model/claims';
import type { RepoResults } from '../model/results';
import { identityIn, projectIn } from './identity';

/** How the folder that results are kept for stands to one that may be the same project: see `settle`. */
export async function formerOf(claim: RepoResults, folder: vscode.Uri, { id }: Seen): Promise<Former | undefined> {
  const former = uriOf(claim.uri);
  if (!former) return 'left';
  if (await isOneFolder(former, folder)) return 'same';
  if (id === undefined || claim.id !== id) return undefined;
  const place = await placeAt(former);
  if (place !== 'there') return place === 'gone' ? 'left' : 'twin';
  const other = await identityIn(former);
  if (other !== undefined) return other === id ? 'twin' : 'left';
  // What somebody has cleaned of all that git ignores is still that project.
  return (await projectIn(former)) === claim.project ? 'twin' : 'left';
}

/** Only what is said not to be there is gone: a disk that sleeps, or one that is not connected yet, is neither. */
const placeAt = (folder: vscode.Uri): Thenable<'there' | 'gone' | 'unknown'> =>
  vscode.workspace.fs.stat(folder).then(
    () => 'there',
    (error: unknown) => (error instanceof vscode.FileSystemError && error.code === 'FileNotFound' ? 'gone' : 'unknown'),
  );
