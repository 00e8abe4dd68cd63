// The peer of the article, for Node: casts a name every two seconds, prints every datagram it hears.
import cluster from "node:cluster";
import dgram from "node:dgram";

const GROUP = "224.0.0.1";
const PORT = 9778;
const message = Buffer.from(process.argv[2] ?? JSON.stringify({ username: "node" }));

if (cluster.isPrimary) {
  cluster.fork();
  const server = dgram.createSocket("udp4");
  server.on("message", (heard, from) => console.log(`server got: ${heard} from ${from.address}:${from.port}`));
  server.on("listening", () => console.log(`Listening on: ${server.address().address}:${server.address().port}`));
  server.bind(PORT, () => server.addMembership(GROUP));
} else {
  const client = dgram.createSocket("udp4");
  setInterval(() => client.send(message, PORT, GROUP), 2000);
  process.on("disconnect", () => process.exit());
}
