// Prints the contexts of published packages, as an object of addresses and documents: for peers in other languages.
import { contexts } from "./credentials.mjs";

console.log(JSON.stringify(Object.fromEntries(contexts)));
