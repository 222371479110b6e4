import { foldCharacters } from "./fold-characters.ts";

/** A name without what people and systems change about it unseen: upper and lower case, Unicode forms, spaces around it. */
export const foldName = (name: string): string => foldCharacters(name).trim().toLowerCase();
