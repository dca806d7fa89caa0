/** The operations that the screen asks for, as the catalogue calls them. */
export const SEARCH = 'audit.search';
export const VERIFY_RECORD = 'record.read';
export const IMPORT = 'audit.import';
export const SAVE_QUESTION = 'audit.save-question';
export const EXPORT = 'audit.export';
export const EVIDENCE = 'evidence.create';
export const DISCLOSE = 'evidence.disclose';
