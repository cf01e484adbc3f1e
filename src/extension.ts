import * as vscode from 'vscode';
import { createApi, type BackendRoadmapApi } from './api';
import type { App } from './app';
import { registerNoteFiles } from './notes/noteFiles';
import type * as parts from './parts';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

/**
 * Registers what VS Code must find at once. The extensions after this one wait for `activate`, so the parts (`parts.ts`) are
 * made in the next turn, or by whoever comes first: a command or another extension.
 */
export function activate(context: vscode.ExtensionContext): BackendRoadmapApi {
  let made: App | undefined;
  const app = (): App => (made ??= loadParts().makeParts(context));
  const run =
    (id: string) =>
    async (...args: unknown[]) =>
      loadParts().runCommand(app(), id, args);
  context.subscriptions.push(
    ...commandsOf(context).map((id) => vscode.commands.registerCommand(id, run(id))),
    registerNoteFiles(() => app().notes()),
  );

  const soon = setTimeout(() => {
    const { log, views } = app();
    views().catch((error: unknown) => log.error('showing the views', error));
  }, 0);
  context.subscriptions.push({ dispose: () => clearTimeout(soon) });
  return createApi(() => app().store);
}

/**
 * A file of its own, and at once: the functions of the API answer without a promise. This file is bundled for itself, so it
 * shares nothing with the parts but constants: no class, and nothing that changes (`test/package/bundle.test.ts`).
 */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadParts = () => require('./parts') as typeof parts;

/** Every command of the manifest, also the one for each project of the roadmap. */
const commandsOf = ({ extension }: vscode.ExtensionContext): string[] =>
  (extension.packageJSON as Manifest).contributes.commands.map(({ command }) => command);
