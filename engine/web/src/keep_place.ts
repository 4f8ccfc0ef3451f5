/** The element that a reader is at: the last one with an id that begins above the upper third of the window. */
function atHand(): Element | undefined {
  const line = innerHeight / 3;
  const seen = [...document.querySelectorAll("main [id]")].filter((one) => one.getClientRects().length > 0);
  return seen.filter((one) => one.getBoundingClientRect().top <= line).pop();
}

/** Does what changes the length of the page, and keeps what the reader is at where it is on the screen. */
export function keepPlace(change: () => void) {
  const anchor = atHand();
  const before = anchor?.getBoundingClientRect().top ?? 0;
  const id = anchor?.id ?? "";
  change();
  const hold = () => {
    const now = id ? document.getElementById(id)?.getBoundingClientRect().top : undefined;
    if (now !== undefined) scrollBy({ top: now - before, behavior: "instant" });
  };
  // The address changes at once, the page after the browser has told it so; and browsers keep a place of their own choice a frame later.
  addEventListener("hashchange", () => requestAnimationFrame(() => { hold(); requestAnimationFrame(hold); }), { once: true });
}
