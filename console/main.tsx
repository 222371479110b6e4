import { render } from "preact";
import { readSettings } from "./api/settings.ts";
import { App, type Start } from "./app.tsx";

const place = document.getElementById("console");

/** A sign-in in a window of its own comes back with this at the end of its `state` (`windowState` in api/sign-in.ts). */
const isAnswerForAnotherWindow = /[#&]state=[^&]*%7Cwindow(?:&|$)/i.test(location.hash);

async function start(): Promise<Start> {
  if (isAnswerForAnotherWindow) {
    const { broadcastResponseToMainFrame } = await import("@azure/msal-browser/redirect-bridge");
    await broadcastResponseToMainFrame();
    return { state: "answered" };
  }
  const settings = await readSettings();
  if (settings === null) return { state: "no-answer" };
  if (settings.authentication === "none") return { state: "open" };
  show({ state: "leaving" });
  const { startSignIn } = await import("./api/sign-in.ts");
  return startSignIn(settings);
}

function show(state: Start): void {
  if (place !== null) render(<App start={state} />, place);
}

// A file that cannot be loaded is a lost connection.
show(await start().catch((): Start => ({ state: "no-answer" })));
