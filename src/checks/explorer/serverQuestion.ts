import * as vscode from 'vscode';
import { askInDialog } from '../../base/dialog';
import { isObject, isText } from '../../base/guards';
import { outside } from '../../base/text';
import { StorageKey } from '../../ids';
import { parseServerAddress, type AddressFault } from '../serverAddress';
import type { ProjectFolder } from './projectFolders';

/**
 * The address of the server of a project: asked once and kept, or `anew`. Whose server it is on this machine or in its network needs no word;
 * for every other the learner says each time that it may be written to. Undefined when they would rather not.
 */
export async function serverOf(
  folder: Pick<ProjectFolder, 'uri' | 'name'>,
  memory: vscode.Memento,
  anew: boolean,
): Promise<string | undefined> {
  const { uri, name } = folder;
  const key = uri.toString();
  const all = memory.get<unknown>(StorageKey.servers);
  const known = isObject(all) ? all[key] : undefined;
  const kept = isText(known) ? known : undefined;
  const typed = kept === undefined || anew ? await askAddress(name, kept) : kept;
  if (typed === undefined) return undefined;
  const address = parseServerAddress(typed);
  // What was kept may be damaged.
  if ('fault' in address) return serverOf(folder, memory, true);
  if (!address.isPrivate && !(await mayWriteTo(address.url))) return undefined;
  await memory.update(StorageKey.servers, { ...(isObject(all) ? all : {}), [key]: address.url });
  return address.url;
}

const askAddress = (name: string, known: string | undefined): Thenable<string | undefined> =>
  vscode.window.showInputBox({
    title: vscode.l10n.t('Check a Running Server'),
    prompt: vscode.l10n.t('Where does {0} run? Checks write and delete data there.', outside(name)),
    value: known ?? 'http://localhost:3000',
    ignoreFocusOut: true,
    validateInput: (text) => {
      const address = parseServerAddress(text);
      return 'fault' in address ? faultText(address.fault) : undefined;
    },
  });

function faultText(fault: AddressFault): string {
  switch (fault) {
    case 'no-address':
      return vscode.l10n.t('Enter the address of a server, such as {0}.', 'http://localhost:3000');
    case 'scheme':
      return vscode.l10n.t('Checks speak HTTP: the address has to begin with http:// or https://.');
    case 'credentials':
      return vscode.l10n.t('Leave out the name and the password: checks do not send them.');
    case 'path':
      return vscode.l10n.t('Leave out what follows the host and the port: checks begin at the root of a server.');
  }
}

async function mayWriteTo(url: string): Promise<boolean> {
  const go = vscode.l10n.t('Check There');
  const detail = vscode.l10n.t(
    'Checks write and delete data there, and send hundreds of requests. Check no server whose data anybody needs, and none that is not yours.',
  );
  return (await askInDialog(vscode.l10n.t('{0} is not on this computer, nor in its network.', outside(url)), detail, go)) === go;
}
