export { adoptRests } from "./adopt_rests";
