/**
 * Every change a person can make to a document: pure functions from a document to a document.
 *
 * They keep the document valid (no dangling names, spans inside the text) and refuse nonsense with an Error in plain words;
 * they do not know what is selected or shown.
 *
 * @module
 */

export { accept, acceptAll, reject, setKind, setPolarity, setHedged, setTitle } from './edit-judge.js';
export { bringBack, cutAround, cutOff, cutOffFrom } from './edit-cut.js';
export { alike, forEach, markAll, unmarked } from './edit-same.js';
export { addMention, addPart, addPosition, addQuote, removePart, resize, setCue, setParts, setSource } from './edit-spans.js';
export {
  addActor,
  linkPosition,
  mergeActors,
  removeActor,
  renameActor,
  setActor,
  setAnonymous,
  setHolder,
  setJoint,
  setRole,
  setSpeaker,
  splitActor,
} from './edit-actors.js';
export { lastAdded } from './items.js';
