/** Results of checks where none was ever made. */
export const noChecks = { onDidChange: () => ({ dispose: () => undefined }), stagesPassed: () => 0 };
