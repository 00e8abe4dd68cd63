// The peer of the article, in Rust: casts a name every two seconds, prints every datagram it hears.
use std::net::{Ipv4Addr, SocketAddrV4, UdpSocket};
use std::{thread, time::Duration};

static GROUP: Ipv4Addr = Ipv4Addr::new(224, 0, 0, 1);
const PORT: u16 = 9778;

fn listen() -> std::io::Result<()> {
    let any = Ipv4Addr::new(0, 0, 0, 0);
    let socket = UdpSocket::bind(SocketAddrV4::new(any, PORT))?;
    println!("Listening on: {}", socket.local_addr()?);
    socket.join_multicast_v4(&GROUP, &any)?;
    loop {
        let mut buffer = [0; 120];
        let (length, origin) = socket.recv_from(&mut buffer)?;
        // Ends here at bytes that are not UTF-8, as the article's listener does.
        let message = String::from_utf8(buffer[..length].to_vec()).unwrap();
        println!("server got: {} from {}", message, origin);
    }
}

fn cast() -> std::io::Result<()> {
    let socket = UdpSocket::bind(SocketAddrV4::new(Ipv4Addr::new(0, 0, 0, 0), 0))?;
    socket.connect(SocketAddrV4::new(GROUP, PORT))?;
    socket.set_multicast_loop_v4(false)?;
    loop {
        socket.send("{\"username\": \"rust\"}".as_bytes())?;
        thread::sleep(Duration::from_secs(2));
    }
}

fn main() {
    let listener = thread::spawn(|| listen().unwrap());
    thread::spawn(|| cast().unwrap());
    listener.join().unwrap();
}
