import * as vscode from 'vscode';
import { pathOf } from '../../base/uris';
import { UserError } from '../../base/userError';
import { foldersOf, type StarterFile } from '../../content/starter';
import { appeared, below, forAll, kindAt } from './files';
import type { Target } from './target';

/** Where overwritten files wait in the staging folder, until all is written. No starter has a folder of this name. */
const ORIGINALS = '.overwritten';

type Undo = () => Promise<void>;

/**
 * Brings files one by one from the staging folder into a folder that is there already, or where whole folders cannot be moved. It
 * overwrites only what the learner agreed to, and takes everything back when a file fails.
 */
export class Placing {
  private readonly mayOverwrite: ReadonlySet<string>;
  private readonly undos: Undo[] = [];
  private canMove = true;

  /** An original could not be put back: it is in the staging folder, which must stay then. */
  keepsOriginals = false;

  constructor(
    private readonly target: Target,
    private readonly staging: vscode.Uri,
    private readonly token: vscode.CancellationToken,
  ) {
    this.mayOverwrite = new Set(target.collisions.files);
  }

  /** @throws UserError, vscode.CancellationError or what the file system said; everything is as it was then, if that can be. */
  async place(files: readonly StarterFile[]): Promise<void> {
    try {
      await this.makeFolder(this.target.folder);
      for (const path of foldersOf(files)) await this.makeFolder(below(this.target.folder, path));
      await forAll(files, this.token, (file) => this.placeFile(file));
    } catch (error) {
      await this.takeBack();
      throw error;
    }
  }

  private async makeFolder(folder: vscode.Uri): Promise<void> {
    const kind = await kindAt(folder, folder === this.target.folder);
    if (kind === 'folder') {
      if (folder === this.target.folder && this.target.kind === 'free') throw appeared(folder);
      return;
    }
    if (kind !== undefined) throw appeared(folder);
    await vscode.workspace.fs.createDirectory(folder);
    this.undos.push(() => removeIfEmpty(folder));
  }

  private async placeFile({ path, text }: StarterFile): Promise<void> {
    const place = below(this.target.folder, path);
    const kind = await kindAt(place);
    if (kind !== undefined && (kind !== 'file' || !this.mayOverwrite.has(path))) throw appeared(place);
    if (kind === 'file') await this.putAside(path, place);
    else this.undos.push(() => removeFile(place));
    if (await this.move(below(this.staging, path), place)) return;
    await vscode.workspace.fs.writeFile(place, new TextEncoder().encode(text));
  }

  /** Keeps an original where it costs no space, or in memory where nothing can be moved. */
  private async putAside(path: string, place: vscode.Uri): Promise<void> {
    const original = below(this.staging, `${ORIGINALS}/${path}`);
    const content = await vscode.workspace.fs.readFile(place);
    if (await this.move(place, original)) {
      this.undos.push(async () => {
        await vscode.workspace.fs.rename(original, place, { overwrite: true });
      });
    } else {
      this.undos.push(async () => vscode.workspace.fs.writeFile(place, content));
    }
  }

  /** Moves a file to where none is. Returns false when this file system cannot. */
  private async move(from: vscode.Uri, to: vscode.Uri): Promise<boolean> {
    if (!this.canMove) return false;
    try {
      await vscode.workspace.fs.rename(from, to, { overwrite: false });
      return true;
    } catch (error) {
      if ((await kindAt(to)) !== undefined) throw error;
      this.canMove = false;
      return false;
    }
  }

  /** Last things first. One that cannot be taken back does not keep the others from it. */
  private async takeBack(): Promise<void> {
    let failures = 0;
    for (const undo of this.undos.reverse()) {
      await undo().catch(() => {
        failures++;
      });
    }
    if (failures === 0) return;
    this.keepsOriginals = true;
    const [where, kept] = [pathOf(this.target.folder), pathOf(this.staging)];
    throw new UserError(
      vscode.l10n.t(
        '{0} could not be written, and could not be restored. The original content of overwritten files is in {1}.',
        where,
        kept,
      ),
    );
  }
}

async function removeFile(file: vscode.Uri): Promise<void> {
  if ((await kindAt(file)) !== undefined) await vscode.workspace.fs.delete(file, { useTrash: false });
}

/** Someone may have put something into a folder that we made; then it is not ours alone any more. */
async function removeIfEmpty(folder: vscode.Uri): Promise<void> {
  const entries = await vscode.workspace.fs.readDirectory(folder);
  if (entries.length === 0) await vscode.workspace.fs.delete(folder, { recursive: false, useTrash: false });
}
