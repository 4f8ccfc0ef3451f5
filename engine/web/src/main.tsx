import { render } from "preact";

import { App } from "./app.tsx";
import { readData } from "./data.ts";
import "./style/base.css";
import "./style/parts.css";
import "./style/table.css";
import "./style/print.css";

const page = document.getElementById("page");
if (page) render(<App data={readData()} />, page);
