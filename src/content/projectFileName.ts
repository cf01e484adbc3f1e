/** What is said about a project, in its folder: a file of its own, since a window's start needs no more of it than its name. */
export const PROJECT_FILE = '.backend-roadmap.json';

/** Where VS Code keeps how the programs of a folder are debugged. */
export const LAUNCH_FILE = '.vscode/launch.json';
