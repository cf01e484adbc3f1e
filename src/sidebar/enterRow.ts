import * as vscode from 'vscode';
import type { CommandArguments } from '../base/commands';
import type { Library } from '../content/library';
import { CommandId } from '../ids';
import type { ProjectsNode } from './projectsTree/projectItems';
import type { RoadmapNode } from './roadmapTree/roadmapItems';

interface FocusedIn<T> {
  focused(): Promise<T | undefined>;
}

/** The parts that these commands work with. */
interface RowParts {
  readonly library: Library;
  readonly views: () => Promise<{ readonly roadmap: FocusedIn<RoadmapNode>; readonly projects: FocusedIn<ProjectsNode> }>;
}

/**
 * Enter in one of our views, which the argument names: a topic or a stage is opened, and the focus moves into its page, where a click
 * leaves it in the tree. On any other row Enter does what it does in every tree.
 */
export async function enterRow(app: RowParts, [view]: CommandArguments): Promise<void> {
  const { roadmap, projects } = await app.views();
  const row = await (view === 'projects' ? projects : roadmap).focused();
  if (row?.kind === 'topic') await vscode.commands.executeCommand(CommandId.openTopic, row.topic.id);
  else if (row?.kind === 'stage' && app.library.stages.has(row.parent.project.id)) {
    await vscode.commands.executeCommand(CommandId.openStage, { project: row.parent.project.id, stage: row.stage.id });
  } else await vscode.commands.executeCommand('list.select');
}
