/**
 * Dialogs, all in one way: native, modal, with a heading and a way out, gone from the page when closed.
 *
 * @module
 */

import { button, el } from './dom.js';

let count = 0;

/**
 * Opens a dialog; closing it by key, by its button or by `close()` removes it and gives the focus back.
 * @param {string} title
 * @param {(close: (answer?: string) => void) => {body: (Node|string|null|false)[], foot?: (Node|string|null|false)[]}} build
 * @param {{class?: string, onClose?: (answer: string) => void}} [options]
 * @returns {HTMLDialogElement}
 */
export function openDialog(title, build, { class: kind, onClose } = {}) {
  const id = `dialog-${++count}`;
  const dialog = el('dialog', { class: kind ?? null, 'aria-labelledby': id });
  const close = (answer = '') => dialog.close(answer);
  const { body, foot } = build(close);
  dialog.append(
    el('div', { class: 'dialog-head' }, el('h2', { id, tabindex: '-1' }, title), button({ icon: 'close', label: 'Close', class: 'tool', run: () => close() })),
    el('div', { class: 'dialog-body' }, body),
  );
  if (foot) dialog.append(el('div', { class: 'dialog-foot' }, foot));
  const scroller = dialog.querySelector('.dialog-body');
  if (!scroller?.querySelector('button, input, select, a')) scroller?.setAttribute('tabindex', '0');
  const before = document.activeElement;
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    onClose?.(dialog.returnValue);
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog && outside(dialog, event)) close();
  });
  document.body.append(dialog);
  dialog.showModal();
  const first = dialog.querySelector('[autofocus]') ?? dialog.querySelector('h2');
  if (first instanceof HTMLElement) first.focus();
  return dialog;
}

/** Whether a click fell on the backdrop. @param {HTMLElement} dialog @param {MouseEvent} event */
function outside(dialog, { clientX: x, clientY: y }) {
  const box = dialog.getBoundingClientRect();
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}
