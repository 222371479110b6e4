import { render } from "preact";
import { readSettings } from "./api/settings.ts";
import { App } from "./app.tsx";

const place = document.getElementById("console");
if (place !== null) render(<App settings={await readSettings()} />, place);
