/** The file in a project's folder in which it says what it is and needs. */
export const projectFileName = '.backend-roadmap.json';
