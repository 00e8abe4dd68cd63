/** Members found by a name in the DNS. */
module dev.kith.dns {
    requires dev.kith;
    requires org.dnsjava;
    requires static org.jspecify;

    provides dev.kith.CandidateSource.Provider with
            dev.kith.dns.DnsSource.Provider;
}
