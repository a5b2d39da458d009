/* SPDX-License-Identifier: Apache-2.0
   Copyright the SlotCache authors

   One partition on a shard of one master and one replica: the control hash c, the lease e, renew, replication, failovers. What every model includes.
   Names and steps are those of provider/src/main/resources/io/slotcache/lua; one script is one atomic step, as on the server.

   Abstractions, and why nothing is lost:

   Sequences. A script never looks at a sequence but to ask whether something was invalidated after a stamp was taken. So instead of numbers each node
   has the set fresh of those sessions whose stamp is of the node's term with nothing invalidated since. A stamp taken from another node's lease after
   the two went apart by a failure is of another count; here it stays fresh whatever is invalidated: more puts pass than in fact would. After a
   switchover the old master's count stands still where the new one's began. A session may have its stamp of any master that answers, with a lease or
   without: a JVM takes it from the leases that its keeper reads, and from the answers to its own locks, unlocks and evictions.
   (Not that of a successor on a master deposed by a failure, which serves and proves nothing any more.)

   Terms. They are unique, so an entry or a stamp of an earlier term can never become valid again: a new term drops them from the state. A lease is of
   the term in c, unless c was lost: then t is 0 and the lease, if alive, is still good for the entry.

   Time. Clocks do not appear. What the protocol gets from them is said as guards, each marked TIME, from LeaseTiming:
     - a lease that a full check granted is over before a replica is promoted because of a failure;
     - a hold lasts until every transaction has committed whose last check (acknowledgement no older than V at transactionCompleting) is from before it;
     - within that bound no lock expires;
     - one lease after a hold began, a lease granted by the master before is over;
     - a server that is started again in its place hears others, and is heard, like any other. Its snapshot may hold a lease that is alive.
   Everything else happens at any moment or never.

   Replication. The replica is the master as it was at some moment. While the link is up it is the master's equal, and its own copy is not stored; lag
   is the moment after which nothing reaches it any more: what it then has is what a failover finds. One failover needs no more generality. A restart finds
   its own snapshot instead, which is kept in the same place: it is the other node that goes on, under the old one's address.

   Lines (decision 0014). line says of a node that somebody's unbroken connection to it has had a renewal answered, so that its lease counts there. Each JVM
   knows this for itself and forgets it for another master; here it is for all and forgotten only at a restart, which lets more reads through.

   Promotions. A script knows a promoted master by its second replication id (identity() in prelude.lua). A server that was started again may show
   one too, and then proves later; here it shows none.

   Nonces only save work (one JVM's renewal counts for all), so renew may be called at any time by anybody. */

/* Rules of the protocol; the defaults are the code as built. With one off, the check expects a violation. */
#ifndef HOLD
#define HOLD 1          /* a lost or taken-over c gets no lease before the hold is over */
#endif
#ifndef OWNER
#define OWNER 1         /* renew notices that another master owned the term */
#endif
#ifndef CONTACT
#define CONTACT 1       /* renew and unleased locks want contact with a majority of the masters */
#endif
#ifndef FULL_CHECK
#define FULL_CHECK 1    /* renew checks all of it each time; 0: a lease that is alive is extended unseen */
#endif
#ifndef REFRESH_GUARD
#define REFRESH_GUARD 1 /* refresh ends a lease whose term is not c's */
#endif
#ifndef REFRESH_ALIVE
#define REFRESH_ALIVE 1 /* refresh leaves a dead lease dead */
#endif
#ifndef KEEP_LOCKS
#define KEEP_LOCKS 1    /* a new term keeps the locks */
#endif
#ifndef NEW_TERMS
#define NEW_TERMS 1     /* a term is never used again; 0: it is counted in c, so a lost c or suffix repeats one */
#endif
#ifndef TERM_IN_STAMP
#define TERM_IN_STAMP 1 /* a stamp of another term is refused; 0: only sequences are compared */
#endif
#ifndef PROOF
#define PROOF 1         /* an unleased lock on a promoted master proves nothing before the hold has lasted one lease (decision 0009) */
#endif
#ifndef LEASE_OWNER
#define LEASE_OWNER 1   /* nor does a leased one before that master owns the term (decision 0020) */
#endif
#ifndef END_COPIES
#define END_COPIES 1    /* whatever rewrites or ends the lease ends a replica's copy of it too (decision 0020); 0: a grant alone does */
#endif
#ifndef LINES
#define LINES 1         /* a lease counts only over a line on which a renewal was answered (decision 0014) */
#endif
#ifndef BOUNDED
#define BOUNDED 1       /* the hold and the lock's time-out cover V and the stated stall; 0: they are shorter */
#endif
#ifndef PONGS_LATE
#define PONGS_LATE 0    /* 1: a deposed master may hear a majority again before it hears of its successor */
#endif

/* What happens how often. */
#ifndef FAILOVERS
#define FAILOVERS 1     /* promotions after a failure, of a replica that may lag */
#endif
#ifndef SWITCHOVERS
#define SWITCHOVERS 0   /* coordinated: CLUSTER FAILOVER */
#endif
#ifndef RESTARTS
#define RESTARTS 0      /* the master is started again at once, with what its last snapshot has */
#endif
#ifndef COPIES
#define COPIES 0        /* full resyncs that copy the lease to the replica */
#endif
#ifndef LOSSES
#define LOSSES 0        /* evictions of c by memory pressure */
#endif
#ifndef TERMS
#define TERMS 0         /* terms ended on demand */
#endif
#ifndef QUIET_FOR_PROMOTION
#define QUIET_FOR_PROMOTION true  /* what a model knows to be over before a promotion because of a failure */
#endif

#define bit(i) (1 << (i))
#define other (1 - legit)

/* c of both nodes. The other node's is stored only while it differs: lag, or deposed. */
byte t[2];              /* term, 0 if c was lost */
byte owner[2];          /* field n */
byte hold[2];           /* 0 none, 1 running, 2 running for one lease or more */
byte holdOf[2];         /* field hn */
byte held[2];           /* holders of the key's soft lock */
bool clean[2];          /* the only holder is clean. With two, neither is, and who stays behind isn't either */
byte fresh[2];          /* sessions whose stamp is of this term, with nothing invalidated since */
byte counted[2];        /* sessions whose stamp is of this node's count */
bool lease[2];          /* e: alive */
bool line[2];           /* a renewal was answered over somebody's line to this node */

/* the shard */
byte legit = 0;         /* the master */
byte me[2];             /* replid and run id: new with each promotion and restart */
bool promoted[2];       /* since it started */
bool isolated;          /* the master hears no majority, or is about to crash */
byte deposed;           /* the other node still thinks it is master: 1 after a failure, 2 after a switchover (then writes are paused, says Redis) */
bool bumped;            /* after a switchover, until the old master knows: something was invalidated on the new one */
bool lag;               /* nothing reaches the replica any more */
byte incarnations = 1, newest = 1;
byte failovers = FAILOVERS, restarts = RESTARTS, switchovers = SWITCHOVERS, copies = COPIES, losses = LOSSES, terms = TERMS;

/* Transactions between their last check and COMMIT: 0 not there, 1 checked, 2 checked before a hold began, 3 checked longer ago than V. */
byte phase[SESSIONS];
#define checked(i) (phase[i] == 1 || phase[i] == 2)

hidden byte n_;         /* scratch of one atomic step */
hidden byte proven_;
hidden byte k_;

#define hears(n) (!CONTACT || ((n) == legit && !isolated) || (PONGS_LATE && (n) != legit && deposed == 1))
#define mayWrite(n) ((n) == legit || deposed == 1)
#define mayRead(n) ((n) == legit || deposed != 0)
#define leased(n) (mayRead(n) && lease[n] && (line[n] || !LINES))

/* The node that a script reaches: the master, or one that thinks it still is. */
inline pickWriter() {
  if
  :: n_ = legit
  :: deposed == 1 -> n_ = other
  fi
}

#define replicates(n) ((n) == legit && deposed == 0 && !lag)

inline endCopy(n) {
  if
  :: END_COPIES && replicates(n) -> lease[other] = 0
  :: else
  fi
}

/* refresh(): the lease shows the sequence as it is now; one of another term ends. */
inline refresh(n) {
  endCopy(n);
  if
  :: lease[n] && t[n] == 0 && REFRESH_GUARD -> lease[n] = 0
  :: !lease[n] && !REFRESH_ALIVE && t[n] != 0 -> lease[n] = 1
  :: else
  fi
}

/* s++; o:stripe := s */
inline invalidated(n) {
  fresh[n] = fresh[n] & ~counted[n];
  if
  :: n == legit && deposed == 2 -> bumped = 1
  :: else
  fi
}

/* A session takes its stamp from a lease that a keeper read, or of what an answer to this JVM said. */
inline takeStamp(i) {
  if
  :: t[legit] != 0 ->
     n_ = legit;
     if
     :: ((lag && deposed == 0) || deposed == 2) && t[other] == t[legit] -> fresh[other] = fresh[other] | bit(i)
     :: else
     fi
  :: deposed != 0 && (deposed == 1 || lease[other]) && t[other] != 0 ->
     n_ = other;
     if
     :: t[legit] == t[other] && !bumped -> fresh[legit] = fresh[legit] | bit(i)
     :: else
     fi;
     if
     :: deposed == 2 -> counted[legit] = counted[legit] | bit(i)
     :: else
     fi
  fi;
  fresh[n_] = fresh[n_] | bit(i);
  counted[n_] = counted[n_] | bit(i)
}

/* The refusal rule, without what a model adds to it. */
#define passes(n, i) (t[n] != 0 && held[n] == 0 && (fresh[n] & bit(i)))

/* seenByAll() */
inline prove(n) {
  proven_ = (lease[n] && (!LEASE_OWNER || owner[n] == me[n])) ||
      (hears(n) && (!PROOF || !promoted[n] || owner[n] == me[n] || (holdOf[n] == me[n] && hold[n] == 2)))
}

/* What a term means that begins: entries and stamps of others are void. */
inline begin(n) {
  if
  :: NEW_TERMS -> newest++; t[n] = newest
  :: else -> t[n]++
  fi;
  owner[n] = me[n]; hold[n] = 0; holdOf[n] = 0;
  if
  :: NEW_TERMS -> VOID_ENTRIES(n)
  :: else
  fi;
  if
  :: NEW_TERMS && TERM_IN_STAMP -> fresh[n] = 0; counted[n] = 0
  :: else
  fi
}

inline grant(n) {
  /* The DEL is replicated. */
  if
  :: replicates(n) -> lease[other] = 0
  :: else
  fi;
  LEASE_SHOWS_ALL(n);
  lease[n] = 1;
  line[n] = 1
}

/* renew: everything is looked at each time. ends: the term that is to end is the one that is there. */
inline renew(n, ends) {
  if
  :: !FULL_CHECK && lease[n]
  :: (FULL_CHECK || !lease[n]) && hears(n) ->
     if
     :: t[n] == 0 || (OWNER && owner[n] != me[n]) ->
        if
        :: !HOLD -> begin(n); grant(n)
        :: HOLD && (hold[n] == 0 || holdOf[n] != me[n]) ->
           hold[n] = 1; holdOf[n] = me[n]; lease[n] = 0; endCopy(n);
           for (k_ : 0 .. SESSIONS - 1) {
             if
             :: phase[k_] == 1 -> phase[k_] = 2
             :: else
             fi
           }
        :: HOLD && hold[n] == 2 && holdOf[n] == me[n] ->
           k_ = 0;
           do
           :: k_ < SESSIONS && phase[k_] != 2 -> k_++
           :: else -> break
           od;
           if
           :: !BOUNDED || k_ == SESSIONS -> begin(n); grant(n)  /* TIME: the hold outlasts those */
           :: else
           fi
        :: else
        fi
     :: else ->
        if
        :: ends && terms > 0 ->
           terms--;
           begin(n);
           if
           :: !KEEP_LOCKS -> held[n] = 0; clean[n] = 0; DROP_MORE(n)
           :: else
           fi
        :: else
        fi;
        grant(n)
     fi
  :: else
  fi;
  k_ = 0
}

inline clear(n) {
  t[n] = 0; owner[n] = 0; hold[n] = 0; holdOf[n] = 0; held[n] = 0; clean[n] = 0; fresh[n] = 0; counted[n] = 0; CLEAR_MORE(n)
}

inline copyToOther() {
  t[other] = t[legit]; owner[other] = owner[legit]; hold[other] = hold[legit]; holdOf[other] = holdOf[legit]; held[other] = held[legit];
  clean[other] = clean[legit]; fresh[other] = fresh[legit]; counted[other] = counted[legit]; COPY_MORE
}

/* A lease that a full check granted is over before the promotion; a lease got in another way is not. */
#define VOUCHED (CONTACT && FULL_CHECK && REFRESH_ALIVE)

proctype Shard() {
end:
  do
  :: atomic { n_ = legit; renew(n_, 0) }
  :: atomic { deposed == 1 -> n_ = other; renew(n_, 0) }
  :: atomic { terms > 0 && lease[legit] -> n_ = legit; renew(n_, 1) }
  :: atomic { lease[legit] -> lease[legit] = 0;
       if
       :: deposed == 0 -> lease[other] = 0  /* TIME: a copy ends when the original would */
       :: else
       fi }
  :: atomic { lease[other] -> lease[other] = 0 }
  :: atomic { hold[legit] == 1 && !lease[other] -> hold[legit] = 2 }  /* TIME: one lease has passed */
  :: atomic { deposed == 1 && hold[other] == 1 && !CONTACT -> hold[other] = 2 }

  /* memory pressure */
  :: atomic { losses > 0 ->
       losses--;
       t[legit] = 0; owner[legit] = 0; hold[legit] = 0; holdOf[legit] = 0; held[legit] = 0; clean[legit] = 0; LOSE_MORE;
       if
       :: NEW_TERMS && TERM_IN_STAMP -> fresh[legit] = 0
       :: else
       fi;
       counted[legit] = 0 }

  /* failures. Only a failover and a restart make use of a lag; a snapshot has the lease too. */
  :: atomic { (failovers > 0 || restarts > 0) && !lag && deposed == 0 ->
       copyToOther(); lag = 1;
       if
       :: RESTARTS > 0 -> lease[other] = lease[legit]; COPY_LEASE
       :: else
       fi }
  :: atomic { failovers > 0 && !isolated -> isolated = 1 }
  :: atomic { failovers > 0 && isolated && deposed == 0 && (!VOUCHED || (!lease[legit] && !lease[other])) && QUIET_FOR_PROMOTION ->  /* TIME */
       failovers--;
       if
       :: !lag -> copyToOther()
       :: else
       fi;
       isolated = 0; incarnations++; legit = other; promoted[legit] = 1; deposed = 1; me[legit] = incarnations }
  :: atomic { restarts > 0 && deposed == 0 ->
       restarts--;
       if
       :: !lag -> copyToOther(); lease[other] = lease[legit]; COPY_LEASE
       :: else
       fi;
       lease[legit] = 0; clear(legit);
       lag = 0; incarnations++; legit = other; promoted[legit] = 0; line[legit] = 0; me[legit] = incarnations }
  :: atomic { copies > 0 && !lag && deposed == 0 && lease[legit] -> copies--; lease[other] = 1; COPY_LEASE }
  :: atomic { switchovers > 0 && !lag && deposed == 0 && !isolated ->
       switchovers--;
       copyToOther();
       incarnations++; legit = other; promoted[legit] = 1; me[legit] = incarnations; deposed = 2 }
  /* it learns, and becomes a replica: of a partial resync it keeps its lease until that ends */
  :: atomic { deposed != 0 ->
       if
       :: lease[other] = 0
       :: COPIES > 0 && deposed == 2 && !(END_COPIES && bumped) -> KEPT_LEASE
       fi;
       clear(other);
       deposed = 0; bumped = 0; lag = 0 }
  od
}
